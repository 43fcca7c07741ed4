using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>What rounding can do to the score and the Hessian of a log-density, on average over its outcomes.</summary>
/// <param name="LongestChain">The longest chain of roundings in the log-density of any outcome.</param>
/// <param name="Score">E|m|, where m_i is what is added up, by absolute value, to give the score's i-th entry.</param>
/// <param name="ScoreCovariance">E|m|^2, which bounds the Frobenius norm of E[m m^T].</param>
/// <param name="Hessian">E|r|, where r_i is what is added up in row i of the Hessian: it bounds the Frobenius norm.</param>
public sealed record DerivativeRoundings(int LongestChain, double Score, double ScoreCovariance, double Hessian)
{
    public static DerivativeRoundings Of(IStatisticalModel model, Vector<double> theta, ExpectationRule outcomes)
    {
        var point = new RoundingAnalysis[theta.Count];
        var (chain, score, covariance, hessian) = (0, 0.0, 0.0, 0.0);
        for (var outcome = 0; outcome < outcomes.Count; outcome++)
        {
            var (scoreSquare, hessianSquare) = (0.0, 0.0);
            for (var direction = 0; direction < theta.Count; direction++)
            {
                for (var i = 0; i < point.Length; i++) point[i] = RoundingAnalysis.Moving(theta[i], 0, i == direction ? 1 : 0, 1);
                var found = model.LogDensity<RoundingAnalysis>(point, outcomes.Outcome(outcome));
                chain = Math.Max(chain, found.Chain);
                scoreSquare += found.First1 * found.First1;
                hessianSquare += found.Second * found.Second;
            }
            var weight = outcomes.Weight(outcome);
            (score, covariance, hessian) =
                (score + weight * Math.Sqrt(scoreSquare), covariance + weight * scoreSquare, hessian + weight * Math.Sqrt(hessianSquare));
        }
        return new(chain, score, covariance, hessian);
    }
}
