namespace Dynamics.Architectures;

/// <summary>An activation whose dual moments have a closed form. It is symmetric in the pair to the bit, and gives no NaN.</summary>
public interface IClosedFormDual
{
    /// <summary>E[phi(u) phi(v)] and E[phi'(u) phi'(v)].</summary>
    /// <param name="pair">Variances from 0 on; a covariance that rounding may have left slightly beyond what they allow.</param>
    DualMoments DualMoments(PairCovariance pair);

    /// <summary>The same of many pairs, with the same bits.</summary>
    /// <param name="first">E[u^2] of each.</param>
    /// <param name="second">E[v^2], as many.</param>
    /// <param name="cross">E[u v], as many.</param>
    /// <param name="product">Takes E[phi(u) phi(v)].</param>
    /// <param name="derivativeProduct">Takes E[phi'(u) phi'(v)].</param>
    void DualMoments(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second,
        ReadOnlySpan<double> cross, Span<double> product, Span<double> derivativeProduct)
    {
        for (var i = 0; i < cross.Length; i++)
        {
            var moments = DualMoments(new(first[i], second[i], cross[i]));
            (product[i], derivativeProduct[i]) = (moments.Product, moments.DerivativeProduct);
        }
    }
}
