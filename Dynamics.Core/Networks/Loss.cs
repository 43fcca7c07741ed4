using Dynamics.Numerics;

namespace Dynamics.Networks;

/// <summary>The loss of one example, stated once over a generic scalar: its derivatives in the outputs are what dual numbers make of it.</summary>
/// <param name="Name">As it is printed.</param>
public abstract record Loss(string Name)
{
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

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>As a function of the outputs alone.</summary>
    internal IScalarFunction At(double[] target) => new AtTarget(this, target);

    sealed class AtTarget(Loss loss, double[] target) : IScalarFunction
    {
        public T Evaluate<T>(ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => loss.Of(x, target);
    }

    sealed record SquaredLoss() : Loss("squared")
    {
        public override TScalar Of<TScalar>(ReadOnlySpan<TScalar> outputs, ReadOnlySpan<double> target)
        {
            var sum = TScalar.Constant(0);
            for (var k = 0; k < outputs.Length; k++)
            {
                var residual = outputs[k] - target[k];
                sum += residual * residual * .5;
            }
            return sum;
        }
    }

    sealed record LogisticLoss() : Loss("logistic")
    {
        public override TScalar Of<TScalar>(ReadOnlySpan<TScalar> outputs, ReadOnlySpan<double> target)
        {
            var sum = TScalar.Constant(0);
            for (var k = 0; k < outputs.Length; k++) sum += TScalar.Softplus(outputs[k] * -target[k]);
            return sum;
        }
    }

    sealed record ExponentialLoss() : Loss("exponential")
    {
        public override TScalar Of<TScalar>(ReadOnlySpan<TScalar> outputs, ReadOnlySpan<double> target)
        {
            var sum = TScalar.Constant(0);
            for (var k = 0; k < outputs.Length; k++) sum += TScalar.Exp(outputs[k] * -target[k]);
            return sum;
        }
    }

    sealed record SoftmaxCrossEntropyLoss() : Loss("softmax cross-entropy")
    {
        public override TScalar Of<TScalar>(ReadOnlySpan<TScalar> outputs, ReadOnlySpan<double> target) =>
            LogSumExp.CrossEntropy(outputs, target);
    }
}
