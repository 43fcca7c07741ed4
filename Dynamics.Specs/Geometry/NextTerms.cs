using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// How fast the local slopes of an error approach its order, from the error's own next terms. An error
/// e(h) = a hᵖ + b hᵖ⁺¹ + c hᵖ⁺² + d hᵖ⁺³ is measured by the larger of |e(h)| and |e(−h)|: of the first two terms that grows at least
/// like hᵖ, and the next two bend it.
/// </summary>
static class NextTerms
{
    /// <summary>For what follows after the next two terms.</summary>
    const double Safety = 2;

    /// <summary>
    /// C such that the slopes of Σ max(|e(h)|, |e(−h)|) are at least p − C h for steps from h on; at most half an order over the smallest
    /// of them, so that what has another order is always told.
    /// </summary>
    /// <param name="errors">The summands, numbers or vectors, as functions of the signed step.</param>
    /// <param name="order">p.</param>
    /// <param name="steps">Falling; the terms are had from the first and its half.</param>
    /// <param name="roundoff">What rounding can do to an error.</param>
    public static double Constant(IEnumerable<Func<double, Vector<double>>> errors, int order, double[] steps, double roundoff)
    {
        var terms = errors.Select(error => new Terms(error, order, steps[0])).ToArray();
        var bends = (Math.Log2(1 + Share(steps[0] / 2)) - Math.Log2(Math.Max(1 - Share(steps[0]), 0))) / steps[0];
        var smallest = terms.Sum(term => term.Leading(steps[^1])) * Math.Pow(steps[^1], order);
        return Math.Min(bends + 2 * roundoff / smallest / Math.Log(2) / steps[^2], .5 / steps[^2]);

        double Share(double h) => Safety * terms.Sum(term => term.Following(h)) / terms.Sum(term => term.Leading(h));
    }

    /// <summary>a, b, c and d of one summand, from what is even and what is odd in h, by Richardson's extrapolation.</summary>
    readonly struct Terms
    {
        readonly Vector<double> _a, _b, _c, _d;

        public Terms(Func<double, Vector<double>> error, int order, double h)
        {
            var sign = order % 2 == 0 ? 1 : -1;
            (_a, _c) = Extrapolate(Part(h, order, sign), Part(h / 2, order, sign));
            (_b, _d) = Extrapolate(Part(h, order + 1, -sign), Part(h / 2, order + 1, -sign));

            Vector<double> Part(double step, int power, int parity) => (error(step) + parity * error(-step)) / (2 * Math.Pow(step, power));

            (Vector<double>, Vector<double>) Extrapolate(Vector<double> whole, Vector<double> half) =>
                ((4 * half - whole) / 3, (whole - half) / (.75 * h * h));
        }

        /// <summary>The larger of |a ± b h|.</summary>
        public double Leading(double h) => Math.Max((_a + h * _b).L2Norm(), (_a - h * _b).L2Norm());

        public double Following(double h) => h * h * (_c.L2Norm() + h * _d.L2Norm());
    }
}
