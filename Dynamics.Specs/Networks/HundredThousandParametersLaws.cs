using Dynamics.Specs.Laws;

namespace Dynamics.Specs.Networks;

[Subject("Network of 93,310 parameters and ten outputs written by hand")]
[LooseTolerance(nameof(Central_differences_approach_the_derivative_to_second_order), "steps are as small as noise allows where all "
    + "components err together, which they do not")]
public sealed class HundredThousandParametersLaws : SmoothModelLaws<ModelAtPoint>
{
    public override Subjects<ModelAtPoint> Subjects => Few;

    /// <summary>Few subjects of two examples: what is shown is that size is no obstacle.</summary>
    internal static Subjects<ModelAtPoint> Few =>
        ModelAtPoint.Of(new HandwrittenDense<double>(300, 300, 10), fewestExamples: 2, mostExamples: 2) with { AtMost = 2 };
}

[Subject("Network of 93,310 parameters written by hand, with a Gaussian or a softmax head of ten outputs")]
public sealed class HundredThousandParametersLikelihoodLaws : LikelihoodLaws
{
    public override Subjects<LikelihoodAtPoint> Subjects => LikelihoodAtPoint.Of(HundredThousandParametersLaws.Few) with { AtMost = 1 };
}
