using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>
/// The instrument's own false alarms and misses, counted on planted laws; docs/instrument.md has five times as many runs.
/// </summary>
public class InstrumentSpecs
{
    [Test]
    public void It_errs_as_often_as_it_declares() => Assert.That(InstrumentRate.All(runs: 2000).Where(rate => !rate.Agrees), Is.Empty);
}
