using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Harness.Planted;

/// <summary>A law whose hypothesis a fixture breaks, or says that it breaks.</summary>
abstract class AboutTwoDigits(int added) : AboutNumbers
{
    [Law("H15", LawKind.Bound, @"n \le 99", Source = "nobody", Given = "n is drawn, and has two digits", Within = Exact.ToTheBit)]
    public Measurement Numbers_have_two_digits(int n) =>
        added < 0 ? throw new InvalidOperationException("no measurement") : IsAtMost(99, n % 100 + added);

    [Mistake(nameof(Numbers_have_two_digits), "a thousand too much")]
    public Measurement A_thousand_more_do_not(int n) => IsAtMost(99, n + 1000);
}

[Breaks(nameof(Numbers_have_two_digits), "has two digits")]
sealed class BrokenHypothesis() : AboutTwoDigits(100);

[Breaks(nameof(Numbers_have_two_digits), "has two digits")]
sealed class HypothesisThatIsNotBroken() : AboutTwoDigits(0);

[Breaks(nameof(Numbers_have_two_digits), "has two digits")]
sealed class BrokenHypothesisThatThrows() : AboutTwoDigits(-1);

[Breaks(nameof(Numbers_have_two_digits), "is odd")]
sealed class HypothesisThatIsNotStated() : AboutTwoDigits(100);
