using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>The loss of one example, stated over a generic scalar, so that dual numbers give its derivatives in the outputs.</summary>
/// <param name="Name">As it is printed.</param>
public abstract record Loss(string Name)
{
    /// <summary>As it is printed.</summary>
    public string Name { get; init => field = Require.There(value, nameof(Name)); } = Require.There(Name, nameof(Name));

    /// <summary>1/2 |f - y|^2.</summary>
    public static Loss Squared { get; } = new SquaredLoss();

    /// <summary>sum_k log(1 + e^(-y_k f_k)), with y_k = +-1.</summary>
    public static Loss Logistic { get; } = new LogisticLoss();

    /// <summary>sum_k e^(-y_k f_k), with y_k = +-1.</summary>
    public static Loss Exponential { get; } = new ExponentialLoss();

    /// <summary>-sum_k y_k log softmax(f)_k, with y a distribution over the K classes.</summary>
    public static Loss SoftmaxCrossEntropy { get; } = new SoftmaxCrossEntropyLoss();

    /// <summary>The loss of one example.</summary>
    /// <param name="outputs">f, length K.</param>
    /// <param name="target">y, length K.</param>
    public abstract TScalar Of<TScalar>(ReadOnlySpan<TScalar> outputs, ReadOnlySpan<double> target)
        where TScalar : struct, IScalar<TScalar>;

    /// <summary>
    /// The derivative of the loss of one example in its outputs; by K evaluations over dual numbers, where a loss knows no shorter way.
    /// </summary>
    /// <param name="outputs">f, length K.</param>
    /// <param name="target">y, length K.</param>
    /// <param name="derivative">Where it goes, length K.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public virtual void Derivative(ReadOnlySpan<double> outputs, ReadOnlySpan<double> target, Span<double> derivative)
    {
        RequireTarget(outputs.Length, target);
        Require.Length(derivative.Length, outputs.Length, nameof(derivative), "outputs");
        Differentiate.Gradient(At(target.ToArray()), Vector<double>.Build.Dense(outputs.ToArray())).AsArray().CopyTo(derivative);
    }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    private protected static void RequireTarget(int outputs, ReadOnlySpan<double> target) =>
        Require.Length(target.Length, outputs, nameof(target), "outputs");

    /// <summary>As a function of the outputs alone.</summary>
    internal IScalarFunction At(double[] target) => new AtTarget(this, target);

    sealed class AtTarget(Loss loss, double[] target) : IScalarFunction
    {
        public T Evaluate<T>(ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => loss.Of(x, target);
    }

    /// <summary>A sum over the outputs, so that each derivative is that of one term.</summary>
    abstract record Separable(string Name) : Loss(Name)
    {
        public sealed override TScalar Of<TScalar>(ReadOnlySpan<TScalar> outputs, ReadOnlySpan<double> target)
        {
            RequireTarget(outputs.Length, target);
            var sum = TScalar.Constant(0);
            for (var k = 0; k < outputs.Length; k++) sum += Term(outputs[k], target[k]);
            return sum;
        }

        public sealed override void Derivative(ReadOnlySpan<double> outputs, ReadOnlySpan<double> target, Span<double> derivative)
        {
            RequireTarget(outputs.Length, target);
            Require.Length(derivative.Length, outputs.Length, nameof(derivative), "outputs");
            for (var k = 0; k < outputs.Length; k++) derivative[k] = Term(new Dual(outputs[k], 1), target[k]).Derivative;
        }

        protected abstract TScalar Term<TScalar>(TScalar output, double target)
            where TScalar : struct, IScalar<TScalar>;
    }

    sealed record SquaredLoss() : Separable("squared")
    {
        protected override TScalar Term<TScalar>(TScalar output, double target)
        {
            var residual = output - target;
            return residual * residual * .5;
        }
    }

    sealed record LogisticLoss() : Separable("logistic")
    {
        protected override TScalar Term<TScalar>(TScalar output, double target) => TScalar.Softplus(output * -target);
    }

    sealed record ExponentialLoss() : Separable("exponential")
    {
        protected override TScalar Term<TScalar>(TScalar output, double target) => TScalar.Exp(output * -target);
    }

    sealed record SoftmaxCrossEntropyLoss() : Loss("softmax cross-entropy")
    {
        public override TScalar Of<TScalar>(ReadOnlySpan<TScalar> outputs, ReadOnlySpan<double> target)
        {
            RequireTarget(outputs.Length, target);
            return LogSumExp.CrossEntropy(outputs, target);
        }

        public override void Derivative(ReadOnlySpan<double> outputs, ReadOnlySpan<double> target, Span<double> derivative)
        {
            RequireTarget(outputs.Length, target);
            LogSumExp.CrossEntropyDerivative(outputs, target, derivative);
        }
    }
}
