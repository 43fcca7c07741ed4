using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Margin = Dynamics.Specs.Laws.Rules.Margin;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Find, in numbers: how many examples the network and its kernel need for the parity of two of d signs. From d = 16 to 64 their log-log
/// slopes are some 1.75 and from 1.2 to 1.3: a factor of four in d does not tell a power from an exponential.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class SampleComplexityPhenomena
{
    const double Ridge = 1e-6;
    const double Error = .25;
    const int Draws = 8;

    const string Setting = "n*(d) is where the mean test error of 8 draws passes 1/4, interpolated in log n; d = 16, 32, 64; the network "
        + "as in R5c at n = d times a whole number, several epochs and not the theorem's one pass; the kernel with a ridge of 1e-6; ";

    static readonly int[] Dimensions = [16, 32, 64];

    readonly Runs<double[]> _network = Of([[1, 2, 3, 4], [2, 3, 4, 5], [2, 3, 4, 5]],
        (settings, stream) => XorParity.Train(settings, stream).TestError);

    /// <summary>Where the error does not pass its mark, n* is no less than the last n that was tried, and the slope no smaller.</summary>
    readonly Runs<double[]> _lazy = Of([[4, 6, 8, 11, 16], [8, 11, 16, 22, 32], [22, 32, 45, 64]],
        (settings, stream) => XorParity.Train(settings with { OutputScale = 30 }, stream).TestError, orElse: curve => curve[^1].Log);

    readonly Runs<double[]> _kernel = Of([[3, 4, 6, 8], [6, 8, 11, 16], [8, 11, 16, 22]],
        (settings, stream) => XorParity.KernelTestError(settings, Ridge, stream));

    [Phenomenon("R8a", @"\frac{d \log n^*_{\text{kernel}}}{d \log d} - \frac{d \log n^*_{\text{network}}}{d \log d} > 0",
        Source = "Glasgow 2024; Ghorbani et al. 2021; report 2.2.2, which says exponential",
        Given = Setting
            + "slopes of log n* by least squares, some 1.75 and from 1.2 to 1.3; "
            + "the null is a constant factor", Within = nameof(AGap), Seeds = 1)]
    public Measurement The_sample_complexity_of_the_kernel_grows_with_a_larger_power_of_the_dimension(Replicate replicate) =>
        GrowsSlower(replicate, _network);

    [Rival(nameof(The_sample_complexity_of_the_kernel_grows_with_a_larger_power_of_the_dimension),
        "finite width and descent, without features: an output scaled by 30, the lazy regime")]
    public Measurement Slope_in_the_lazy_regime(Replicate replicate) => GrowsSlower(replicate, _lazy);

    [Phenomenon("R8b", @"1 - \max_d |\log(n^*_{\text{kernel}} / n^*_{\text{closed form}})| > \tfrac{3}{4}",
        Source = "Bordelon, Canatar and Pehlevan 2020; Simon et al. 2023",
        Given = Setting + "the closed form from the kernel's eigenvalues on the signs and a normal error; the null is a quarter off",
        Within = nameof(AsInClosedForm), Seeds = 1)]
    public Measurement The_sample_complexity_of_the_kernel_is_that_of_its_learning_curve(Replicate replicate) => IsThatOf(replicate,
        dimension => new ParityLearningCurve(dimension, Ridge).ExamplesFor(Error));

    [Rival(nameof(The_sample_complexity_of_the_kernel_is_that_of_its_learning_curve),
        "d²/2 coefficients want as many examples: d², as in the closed form at d = 16")]
    public Measurement Square_of_the_dimension(Replicate replicate) => IsThatOf(replicate,
        dimension => new ParityLearningCurve(16, Ridge).ExamplesFor(Error) * Math.Pow(dimension / 16.0, 2));

    static Rule AGap =>
        Margin.Of(.2, "a regression threshold, between what runs showed before, .42 or more, and the lazy regime, below 0");

    static Rule AsInClosedForm => Margin.Of(.1,
        "a regression threshold, between what runs showed before, within .06, and the square of the dimension, off by .28 or more");

    Measurement GrowsSlower(Replicate replicate, Runs<double[]> than) => Measure.Above("slope of the kernel less that of the network",
        Slope(_kernel[replicate]) - Slope(than[replicate]), "none", 0);

    Measurement IsThatOf(Replicate replicate, Func<int, double> predicted)
    {
        var off = _kernel[replicate].Zip(Dimensions, (log, dimension) => Math.Abs(log - Math.Log(predicted(dimension)))).Max();
        return Measure.Above("1 − largest |log| of a ratio", 1 - off, "a quarter off", .75);
    }

    /// <summary>log n* for each dimension.</summary>
    static Runs<double[]> Of(int[][] examplesPerDimension, Func<XorParitySettings, RandomStream, double> error,
        Func<(double Log, double Error)[], double>? orElse = null) => new(replicate =>
        [.. Dimensions.Zip(examplesPerDimension, (dimension, grid) => Crossing([.. grid.Select(per => (Math.Log(per * dimension),
            Enumerable.Range(0, Draws).Average(draw => error(new() { Dimension = dimension, ExamplesPerDimension = per },
                replicate.Stream.Substream("sample complexity").Substream(dimension).Substream(per).Substream(draw)))))], orElse))]);

    /// <summary>
    /// Where the error first passes its mark, in a straight line between the points; else not a number, if nothing is said.
    /// </summary>
    static double Crossing((double Log, double Error)[] curve, Func<(double Log, double Error)[], double>? orElse)
    {
        for (var i = 1; i < curve.Length; i++)
            if (curve[i].Error <= Error && curve[i - 1].Error > Error)
            {
                var share = (curve[i - 1].Error - Error) / (curve[i - 1].Error - curve[i].Error);
                return curve[i - 1].Log + share * (curve[i].Log - curve[i - 1].Log);
            }
        return orElse is null || curve[^1].Error <= Error ? double.NaN : orElse(curve);
    }

    static double Slope(double[] logs)
    {
        double[] x = [.. Dimensions.Select(dimension => Math.Log(dimension))];
        return x.Zip(logs, (a, b) => (a - x.Average()) * (b - logs.Average())).Sum() / x.Sum(a => Math.Pow(a - x.Average(), 2));
    }
}
