using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>A linear model with no fewer parameters than outputs, its targets, and a run of some steps on the squared loss.</summary>
public sealed record LinearRegressionTask(LinearPredictor Model, Vector<double> Targets, Vector<double> Start, double Step, int Steps)
{
    const double WorstCondition = 1000;

    public static Subjects<LinearRegressionTask> Subjects => new(Draw, Simpler, task =>
    [
        Trait.Of("N K", task.Targets.Count), Trait.Of("P", task.Start.Count), Trait.Of("η", task.Step), Trait.Of("steps", task.Steps),
        Trait.Of("condition of J Jᵀ", CompactSvd.Of(task.Kernel).ConditionNumber),
    ]);

    static Gen<LinearRegressionTask> Draw =>
        from examples in Gen.Choose(1, 4)
        from spare in Gen.Choose(0, 3)
        from outputs in Gen.Choose(1, 2)
        from inputs in Drawn.Matrix(examples, Math.Max(1, examples - 1 + spare), -2, 2)
        let model = new LinearPredictor(inputs, outputs)
        where HasFullRowRank(model)
        from targets in Drawn.Vector(examples * outputs, -3, 3)
        from start in Drawn.Vector(model.ParameterCount, -2, 2)
        from step in Drawn.Number(.05, 1)
        from steps in Gen.Choose(1, 5)
        select new LinearRegressionTask(model, targets, start, step, steps);

    static IEnumerable<LinearRegressionTask> Simpler(LinearRegressionTask task) =>
    [
        .. Laws.Simpler.Count(task.Steps, 1).Select(steps => task with { Steps = steps }),
        .. Laws.Simpler.Number(task.Step).Where(step => step > 0).Select(step => task with { Step = step }),
        .. Laws.Simpler.Vector(task.Targets).Select(targets => task with { Targets = targets }),
        .. Laws.Simpler.Vector(task.Start).Select(start => task with { Start = start }),
    ];

    /// <summary>J, the same at every θ.</summary>
    public Matrix<double> Jacobian { get; } = Model.Jacobian(Start);

    /// <summary>J Jᵀ.</summary>
    public Matrix<double> Kernel => Jacobian.TransposeAndMultiply(Jacobian);

    static bool HasFullRowRank(LinearPredictor model)
    {
        var jacobian = model.Jacobian(Vector<double>.Build.Dense(model.ParameterCount));
        return CompactSvd.Of(jacobian.TransposeAndMultiply(jacobian)).ConditionNumber < WorstCondition;
    }

    /// <summary>f − y.</summary>
    public Vector<double> Residual(Vector<double> theta) => Model.Outputs(theta) - Targets;

    /// <summary>θ after 0, 1, .. steps along a direction that is found from the residual.</summary>
    public IReadOnlyList<Vector<double>> Path(Func<Vector<double>, Vector<double>> direction)
    {
        var path = new List<Vector<double>> { Start };
        for (var t = 0; t < Steps; t++) path.Add(path[^1] - Step * direction(Residual(path[^1])));
        return path;
    }

    public override string ToString() =>
        $"{Model}, from θ = ({string.Join(", ", Start)}), {Steps} steps of {Step}, y = ({string.Join(", ", Targets)}), "
        + $"J = [{string.Join("; ", Jacobian.EnumerateRows().Select(row => string.Join(" ", row)))}]";
}
