using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>What rounding can do on the way between the two coordinates of an exponential family.</summary>
/// <param name="LogPartitionChain">The longest chain of roundings in ψ.</param>
/// <param name="NegativeEntropyChain">The longest chain of roundings in φ.</param>
/// <param name="Mean">What is added up to η = ∇ψ.</param>
/// <param name="Natural">What is added up to θ = ∇φ.</param>
/// <param name="LogPartitionHessian">What is added up to ∇²ψ.</param>
/// <param name="NegativeEntropyHessian">What is added up to ∇²φ.</param>
/// <param name="NegativeEntropyThird">How ∇²φ moves with η: ∇³φ = −E[F⁻¹s F⁻¹s F⁻¹s].</param>
public sealed record DualRoundings(int LogPartitionChain, int NegativeEntropyChain, double Mean, double Natural,
    double LogPartitionHessian, double NegativeEntropyHessian, double NegativeEntropyThird)
{
    public static DualRoundings Of(IExponentialFamily family, Vector<double> theta)
    {
        var eta = family.MeanParameters(theta);
        var inverse = Differentiate.Hessian(new LogPartition(family), theta).Inverse();
        var third = family.Expectation(theta).Mean(z => Math.Pow((inverse * (family.SufficientStatistic(z) - eta)).L2Norm(), 3));
        var (psiChain, psiGradient, psiHessian) = Of(new LogPartition(family), theta);
        var (phiChain, phiGradient, phiHessian) = Of(new NegativeEntropy(family), eta);
        return new(psiChain, phiChain, psiGradient, phiGradient, psiHessian, phiHessian, third);
    }

    static (int Chain, double Gradient, double Hessian) Of(IScalarFunction potential, Vector<double> x)
    {
        var point = new RoundingAnalysis[x.Count];
        var (chain, gradient, hessian) = (0, 0.0, 0.0);
        for (var direction = 0; direction < x.Count; direction++)
        {
            for (var i = 0; i < point.Length; i++) point[i] = RoundingAnalysis.Moving(x[i], 0, i == direction ? 1 : 0, 1);
            var found = potential.Evaluate<RoundingAnalysis>(point);
            (chain, gradient, hessian) = (Math.Max(chain, found.Chain), gradient + found.First1 * found.First1, hessian + found.Second * found.Second);
        }
        return (chain, Math.Sqrt(gradient), Math.Sqrt(hessian));
    }
}
