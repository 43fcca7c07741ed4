using Dynamics.Numerics;

namespace Dynamics.Architectures;

/// <summary>The sigmoid-shaped and periodic activations, by their textbook formulas.</summary>
sealed record Tanh() : Activation("tanh")
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Tanh(x);

    public override void Values(ReadOnlySpan<double> x, Span<double> to)
    {
        RequireAsMany(x, to);
        Elementary.TanhOfEach(x, to, []);
    }

    public override void Derivatives(ReadOnlySpan<double> x, Span<double> to)
    {
        RequireAsMany(x, to);
        Elementary.TanhOfEach(x, [], to);
    }

    public override void ValuesAndDerivatives(ReadOnlySpan<double> x, Span<double> values, Span<double> derivatives)
    {
        RequireAsMany(x, values, nameof(values));
        RequireAsMany(x, derivatives, nameof(derivatives));
        Elementary.TanhOfEach(x, values, derivatives);
    }
}

/// <summary>The error function.</summary>
sealed record ErrorFunction() : Activation("erf"), IClosedFormDual
{
    const double FourOverPi = 1.2732395447351628;

    public override TScalar Of<TScalar>(TScalar x) => TScalar.Erf(x);

    /// <summary>Williams 1997, with the arc sine as the angle of a point.</summary>
    public DualMoments DualMoments(PairCovariance pair)
    {
        pair.RequireVariances(nameof(pair));
        var (root, cross, unit) = pair.Scaled(2);
        return new(FourOverPi / 2 * Elementary.Atan2(cross, root), FourOverPi / root / unit);
    }
}

/// <summary>1 / (1 + e^-x), as the derivative of softplus, which does not overflow.</summary>
sealed record Sigmoid() : Activation("sigmoid")
{
    public override TScalar Of<TScalar>(TScalar x)
    {
        var small = TScalar.Exp(x.Value > 0 ? -x : x);
        return x.Value > 0 ? 1 / (1 + small) : small / (1 + small);
    }
}

/// <summary>log(1 + e^x).</summary>
sealed record Softplus() : Activation("softplus")
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Softplus(x);
}

/// <summary>x (1 + erf(x / sqrt 2)) / 2 (Hendrycks and Gimpel 2016).</summary>
sealed record Gelu() : Activation("gelu"), IClosedFormDual
{
    const double OneOverRootTwo = 0.70710678118654752;
    const double TwoPi = 6.2831853071795865;

    public override TScalar Of<TScalar>(TScalar x) => x * (1 + TScalar.Erf(x * OneOverRootTwo)) * .5;

    /// <summary>
    /// x Phi(x), by parts: E[Phi(u) Phi(v)] is the share of an angle, P = E[Phi'(u) Phi'(v)] = 1 / 2 pi sqrt(det(I + Q)), E[u Phi'(u)
    /// Phi(v)] = q12 P / (1 + q11) and E[u v Phi'(u) Phi'(v)] = q12 P / det(I + Q) (Tsuchida, Pearce, van der Heide, Roosta and Gallagher
    /// 2021 give the kernel).
    /// </summary>
    public DualMoments DualMoments(PairCovariance pair)
    {
        var determinant = pair.DeterminantPlusIdentity(1);
        var root = Math.Sqrt(determinant);
        var bothOpen = Elementary.Atan2(root, -pair.Cross) / TwoPi;
        var slopes = 1 / (TwoPi * root);
        var inverses = 1 / (1 + pair.First) + 1 / (1 + pair.Second);
        return new(
            pair.Cross * bothOpen + slopes * (pair.Determinant + pair.Cross * pair.Cross * inverses),
            bothOpen + slopes * pair.Cross * (inverses + 1 / determinant));
    }
}

/// <summary>x sigmoid(x) (Elfwing, Uchibe and Doya 2018).</summary>
sealed record Silu() : Activation("silu")
{
    public override TScalar Of<TScalar>(TScalar x) => x * Activations.Sigmoid.Of(x);
}

/// <summary>The sine.</summary>
sealed record Sine() : Activation("sin"), IClosedFormDual
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Sin(x);

    public DualMoments DualMoments(PairCovariance pair) => new(Waves.OfSines(pair), Waves.OfCosines(pair));
}

/// <summary>The cosine.</summary>
sealed record Cosine() : Activation("cos"), IClosedFormDual
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Cos(x);

    public DualMoments DualMoments(PairCovariance pair) => new(Waves.OfCosines(pair), Waves.OfSines(pair));
}

/// <summary>E[sin u sin v] = e^-(q11 + q22)/2 sinh q12 and E[cos u cos v] = e^-(q11 + q22)/2 cosh q12, without overflow.</summary>
static class Waves
{
    public static double OfSines(PairCovariance pair) =>
        Math.CopySign(.5 * Envelope(pair) * -Elementary.Expm1(-2 * Math.Abs(pair.Cross)), pair.Cross);

    public static double OfCosines(PairCovariance pair) => .5 * Envelope(pair) * (1 + Elementary.Exp(-2 * Math.Abs(pair.Cross)));

    static double Envelope(PairCovariance pair) => Elementary.Exp(Math.Abs(pair.Cross) - (.5 * pair.First + .5 * pair.Second));
}

/// <summary>e^x.</summary>
sealed record Exponential() : Activation("exp"), IClosedFormDual
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Exp(x);

    /// <summary>The moment-generating function of u + v at 1.</summary>
    public DualMoments DualMoments(PairCovariance pair)
    {
        var moment = Elementary.Exp(.5 * pair.First + .5 * pair.Second + pair.Cross);
        return new(moment, moment);
    }
}

/// <summary>e^(-x^2).</summary>
sealed record GaussianBump() : Activation("gaussian"), IClosedFormDual
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Exp(-(x * x));

    /// <summary>1 / sqrt(det(I + 2 Q)), and 4 E[u v] under the tilted density, whose covariance is q12 / det(I + 2 Q).</summary>
    public DualMoments DualMoments(PairCovariance pair)
    {
        var determinant = pair.DeterminantPlusIdentity(2);
        var root = Math.Sqrt(determinant);
        return new(1 / root, 4 * pair.Cross / (root * determinant));
    }
}
