using Dynamics.Networks;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>What an oracle was asked, and what it answered: sums over the steps of a run.</summary>
/// <param name="oracle">The gradients of the run.</param>
/// <param name="all">All examples, whose gradient is looked at in every sixteenth step.</param>
sealed class WatchedOracle(IGradientOracle oracle, Objective? all = null) : IGradientOracle
{
    const int Now = 16;

    readonly Vector<double> _full = Vector<double>.Build.Dense(oracle.ParameterCount);
    double _along, _squares, _ofAll, _sizes;
    int _steps;

    public int ParameterCount => oracle.ParameterCount;

    public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient)
    {
        var value = oracle.ValueAndGradient(step, parameters, gradient);
        if (all is not null && _steps % Now == 0)
        {
            all.ValueAndGradient(parameters, _full);
            _ofAll += Now * (_full * _full);
        }

        (_along, _squares) = (_along + parameters * gradient, _squares + gradient * gradient);
        _sizes += parameters.L2Norm() * (parameters.L2Norm() + gradient.L2Norm());
        _steps++;
        return value;
    }

    public void Forget() => (_along, _squares, _ofAll, _sizes, _steps) = (0, 0, 0, 0, 0);

    /// <param name="before">|θ|² at the first step.</param>
    /// <param name="after">|θ|² after the last.</param>
    public Moments Seen(double before, double after) => new(_along, _squares, _ofAll, before, after, _steps, _sizes);
}

/// <summary>Sums over the steps of a run.</summary>
/// <param name="Along">Σ ⟨θ, g⟩.</param>
/// <param name="Squares">Σ |g|².</param>
/// <param name="SquaresOfAll">Σ |∇L|², of all examples.</param>
/// <param name="Before">|θ|² at the first step.</param>
/// <param name="After">|θ|² after the last.</param>
/// <param name="Steps">How many.</param>
/// <param name="Sizes">Σ |θ| (|θ| + |g|).</param>
public sealed record Moments(double Along, double Squares, double SquaresOfAll, double Before, double After, int Steps, double Sizes);
