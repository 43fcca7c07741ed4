using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

public class SettingsSpecs
{
    [Test]
    public void The_default_needs_no_variable()
    {
        var settings = With();
        Assert.That(settings, Is.EqualTo(new Settings(Settings.DefaultSeed, 1, null, null, Path.Combine(Repository.Root, "artifacts"))));
    }

    [Test]
    public void An_empty_variable_is_none() => Assert.That(With(("DYNAMICS_SEED", ""), ("DYNAMICS_CASES", " ")), Is.EqualTo(With()));

    [Test]
    public void A_random_seed_is_drawn() =>
        Assert.That(Enumerable.Range(0, 3).Select(_ => With(("DYNAMICS_SEED", "random")).Seed), Is.Unique);

    [TestCase("DYNAMICS_SEED", "seven", "whole number")]
    [TestCase("DYNAMICS_SEED", "-1", "whole number")]
    [TestCase("DYNAMICS_CASES", "many", "from 0.001")]
    [TestCase("DYNAMICS_CASES", "1e-300", "from 0.001")]
    [TestCase("DYNAMICS_CASES", "NaN", "from 0.001")]
    [TestCase("DYNAMICS_SAMPLES", "0", "from 0.001")]
    [TestCase("DYNAMICS_DATA", "/no/such/folder", "no such folder")]
    [TestCase("DYNAMICS_REFERENCE", "/no/such/folder", "no such folder")]
    public void A_value_that_makes_no_sense_is_refused_by_name(string variable, string value, string needs) =>
        Assert.That(() => With((variable, value)),
            Throws.TypeOf<FormatException>().With.Message.Contains(variable).And.Message.Contains(value).And.Message.Contains(needs));

    [TestCase(5, 100, 500)]
    [TestCase(.1, 100, 10)]
    [TestCase(.001, 100, 1)]
    public void The_factor_multiplies_cases_and_leaves_at_least_one(double factor, int declared, int cases) =>
        Assert.That((With() with { CasesFactor = factor }).Cases(declared), Is.EqualTo(cases));

    [Test]
    public void More_samples_are_another_run_than_the_default_one()
    {
        var settings = With(("DYNAMICS_SAMPLES", "20"));
        Assert.That((settings.Samples(40), settings.Cases(3), settings.IsTheDefaultRun), Is.EqualTo((800, 3, false)));
    }

    static Settings With(params (string Name, string Value)[] variables) =>
        Settings.From(name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
