using System.Globalization;

namespace Dynamics.Approval;

/// <summary>What training chooses where the data do not decide, and what that choice is worth (report 1).</summary>
public sealed class ImplicitBiasFigure() : FigureApproval()
{
    protected override Figure Compose() => new()
    {
        Title = "Where the data leave a choice, the way of training makes it",
        Panels = [InterpolantsPanel.Draw(), HardMarginPanel.Draw(), DoubleDescentPanel.Draw(), DoubleDescentPanel.DrawThePeak()],
        Columns = 2,
        Caption = "(a) Squared loss. Gradient descent ends at the solution next to its start, from 0 at the shortest (B1). A "
            + "diagonal network w = u² − v² that starts at u = v = α ends nearer to the least |w|₁ the smaller α is (B2); the "
            + "ends are those of the flow, "
            + "the paths are gradient descent with η = 0.001. Dotted: the circle and the square of the least |w|₂ and the least "
            + "|w|₁ that a solution can have.\n"
            + "(b) Exponential loss ℒ of six signed examples in the plane, the flow from w = 0 at t = 1; ŵ is the shortest vector "
            + "with ⟨z, ŵ⟩ ≥ 1 for all. The examples are made such that t ℒ settles fast: two support vectors, nearly orthogonal, "
            + "and others at twice their distance or further. "
            + "The bound (from B3a) needs separable examples and no more.\n"
            + "(c) The shortest least-squares solution w for y = ⟨β, x⟩ + noise of variance "
            + $"{DoubleDescentPanel.Noise.ToString(CultureInfo.InvariantCulture)}, |β| = 1, x standard normal in p dimensions, n = "
            + $"{DoubleDescentPanel.Examples}. Theory (B4): noise contributes its variance times min(n, p) / (|n − p| − 1), "
            + $"bias 1 − n/p beyond p = n. Measured: at each p the mean of {DoubleDescentPanel.Draws} draws of x, bars of two "
            + "standard errors, mostly hidden by the dots; the mean over noise is taken exactly.\n"
            + "(d) Lines and dots as in (c). The band holds those draws from the 10th to the 90th percentile. Where |p − n| < "
            + $"{DoubleDescentPanel.LeastWithVariance} their variance is infinite, so that a mean has no bar (crosses), and where "
            + "|p − n| ≤ 1 no mean exists: the lines end at 1.1, and what a single draw shows stays finite.",
    };
}
