using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>Measures every step of a run, and keeps some.</summary>
sealed class MarginLog(HomogeneousNetwork network, Matrix<double> inputs, double[] labels, MarginSettings settings)
{
    readonly List<MarginPoint> _points = [];
    readonly double[] _unit = new double[network.ParameterCount];
    MarginPoint? _fitted;
    double _next, _before, _higherBefore, _drop, _higherDrop;

    public MarginRun Run => new(_points, _fitted, network.Degree, _drop, _higherDrop);

    /// <summary>Measures; the pass has the gradient of -log L.</summary>
    public HomogeneousPass Add(int step, double time, double[] parameters)
    {
        if (!Require.AreFinite(parameters)) throw new DivergedException("norm of the weights", Math.Max(1, step), double.NaN);
        var (logLoss, weights) = (0.0, Array.Empty<double>());
        var pass = network.Pass(parameters, inputs, outputs =>
        {
            var exponents = outputs.Select((output, i) => -labels[i] * output).ToArray();
            logLoss = LogSumExp(exponents);
            weights = [.. exponents.Select(exponent => Elementary.Exp(exponent - logLoss))];
            return [.. weights.Select((weight, i) => labels[i] * weight)];
        });
        var norm = Math.Sqrt(Dot(parameters, parameters));
        if (!double.IsFinite(logLoss) || !double.IsFinite(norm))
            throw new DivergedException("norm of the weights", Math.Max(1, step), norm);

        var scale = Power(norm, network.Degree);
        if (!(scale > 0 && double.IsFinite(scale))) throw new DivergedException("norm of the weights", Math.Max(1, step), norm);
        var (smoothed, higher) = (-logLoss / scale, -logLoss / (scale * norm));
        if (logLoss >= 0) _fitted = null;
        if (_fitted is not null)
        {
            _drop = Math.Max(_drop, (_before - smoothed) / _before);
            _higherDrop = Math.Max(_higherDrop, (_higherBefore - higher) / _higherBefore);
        }

        (_before, _higherBefore) = (smoothed, higher);
        var isFirstFitted = _fitted is null && logLoss < 0;
        if (!isFirstFitted && step < _next && step < settings.Steps) return pass;
        var point = Point(step, time, parameters, pass, logLoss, weights, norm);
        if (isFirstFitted) _fitted = point;
        if (step < _next && step < settings.Steps) return pass;
        _points.Add(point);
        for (var i = 0; i < parameters.Length; i++) _unit[i] = parameters[i] / norm;
        var growth = Elementary.Exp(Elementary.Log(settings.Steps) / settings.Points);
        while (_next <= step) _next = Math.Max(_next + 1, _next * growth);
        return pass;
    }

    MarginPoint Point(int step, double time, double[] parameters, HomogeneousPass pass, double logLoss, double[] weights, double norm)
    {
        var (margins, gradientNorm) =
            (pass.Outputs.Select((output, i) => labels[i] * output).ToArray(), Math.Sqrt(Dot(pass.Gradient, pass.Gradient)));
        var (least, scale, turn, stationarity) = (margins.Min(), Power(norm, network.Degree), 0.0, 0.0);
        for (var i = 0; i < parameters.Length; i++)
        {
            var (moved, pulled) = (parameters[i] / norm - _unit[i], parameters[i] / norm - Pull(i));
            turn = Math.FusedMultiplyAdd(moved, moved, turn);
            stationarity = Math.FusedMultiplyAdd(pulled, pulled, stationarity);
        }

        var complementarity = 0.0;
        for (var i = 0; i < margins.Length; i++)
            complementarity = Math.FusedMultiplyAdd(weights[i], Slack(margins[i]), complementarity);
        return new(step, time, logLoss, norm, least / scale, -logLoss / scale, Math.Sqrt(stationarity), complementarity, Math.Sqrt(turn))
        {
            Weights = [.. parameters],
        };

        double Pull(int i) => gradientNorm == 0 ? 0 : pass.Gradient[i] / gradientNorm;

        double Slack(double margin) => margin == least ? 0 : least == 0 ? double.PositiveInfinity : margin / least - 1;
    }

    static double LogSumExp(double[] exponents)
    {
        var (largest, sum) = (exponents.Max(), 0.0);
        foreach (var exponent in exponents) sum += Elementary.Exp(exponent - largest);
        return largest + Elementary.Log(sum);
    }

    static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    static double Power(double norm, int degree)
    {
        var power = 1.0;
        for (var i = 0; i < degree; i++) power *= norm;
        return power;
    }
}
