namespace Dynamics.Architectures;

/// <summary>The sigmoid-shaped and periodic activations, by their textbook formulas.</summary>
sealed record Tanh() : Activation("tanh")
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Tanh(x);
}

/// <summary>The error function.</summary>
sealed record ErrorFunction() : Activation("erf")
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Erf(x);
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
sealed record Gelu() : Activation("gelu")
{
    const double OneOverRootTwo = 0.70710678118654752;

    public override TScalar Of<TScalar>(TScalar x) => x * (1 + TScalar.Erf(x * OneOverRootTwo)) * .5;
}

/// <summary>x sigmoid(x) (Elfwing, Uchibe and Doya 2018).</summary>
sealed record Silu() : Activation("silu")
{
    public override TScalar Of<TScalar>(TScalar x) => x * Activations.Sigmoid.Of(x);
}

/// <summary>The sine.</summary>
sealed record Sine() : Activation("sin")
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Sin(x);
}

/// <summary>The cosine.</summary>
sealed record Cosine() : Activation("cos")
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Cos(x);
}

/// <summary>e^x.</summary>
sealed record Exponential() : Activation("exp")
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Exp(x);
}

/// <summary>e^(-x^2).</summary>
sealed record GaussianBump() : Activation("gaussian")
{
    public override TScalar Of<TScalar>(TScalar x) => TScalar.Exp(-(x * x));
}
