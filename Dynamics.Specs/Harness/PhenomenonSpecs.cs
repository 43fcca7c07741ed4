using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>A phenomenon is shown on k of n seeds: at once on the default run, by a binomial on all others.</summary>
public class PhenomenonSpecs
{
    static readonly Settings Default = Settings.From(_ => null);

    [TestCase(5, "demonstrated")]
    [TestCase(4, "violated")]
    public void On_the_default_run_the_share_must_be_reached(int shown, string status) =>
        Assert.That(Status(shown, Default), Is.EqualTo(status));

    [TestCase(5, "demonstrated")]
    [TestCase(4, "not shown")]
    [TestCase(0, "not shown")]
    public void On_another_a_seed_on_which_it_is_not_shown_is_a_finding(int shown, string status) =>
        Assert.That(Status(shown, Default with { Seed = 1 }), Is.EqualTo(status));

    [Test]
    public void A_share_that_few_seeds_cannot_reject_is_rejected_by_many_runs()
    {
        var runs = Enumerable.Range(1, 4).Select(seed => Fragment.Of(Check(0, Default with { Seed = (ulong)seed }))).ToArray();
        var law = LawBook.Of(typeof(Sometimes)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(Ledger.Assemble([law], runs[..1]).Laws[0].Status, Is.EqualTo("not shown"));
            Assert.That(Ledger.Assemble([law], runs).Laws[0].Status, Is.EqualTo("violated"));
            Assert.That(Ledger.Assemble([law], runs).Laws[0].Shown, Is.EqualTo(LedgerShare.From(new Tally(0, 20, .9))));
        });
    }

    [Test]
    public void Divergence_is_a_finding_and_names_its_seed()
    {
        var verdict = Check(-1, Default with { Seed = 1 });
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Status, Is.EqualTo(LawStatus.NotShown));
            Assert.That(verdict.Findings, Has.Count.EqualTo(5).And.All.Contains("seed 1, replicate").And.All.Contains("diverged"));
        });
    }

    [Test]
    public void A_rival_that_shows_it_too_leaves_it_undecided() =>
        Assert.That(Check(5, Default, rival: 1).Reason,
            Does.Contain("the rival 'the dull explanation' was told from the phenomenon on 0 of 5 seeds").Or.Contain("shows it too"));

    [Test]
    public void A_rival_that_is_the_null_itself_ran_nothing_and_is_refused() =>
        Assert.That(Check(5, Default, rival: 0).Reason, Does.Contain("the rival 'the dull explanation' is the null itself on every seed"));

    [Test]
    public void One_seed_on_which_a_rival_shows_it_too_does_not_outweigh_forty()
    {
        var runs = Enumerable.Range(1, 8).Select(seed => Fragment.Of(LawRunner.Check(
            LawBook.Of(typeof(Sometimes)).Single(),
            new Sometimes { ShownOn = 5, OfTheRival = .1, RivalShowsItOnSeed = 3 }, Default with { Seed = (ulong)seed }))).ToArray();
        Assert.That(Ledger.Assemble([LawBook.Of(typeof(Sometimes)).Single()], runs).Laws[0].Status, Is.EqualTo("demonstrated"));
    }

    static string Status(int shown, Settings settings) => Check(shown, settings).Status.InWords();

    static Verdict Check(int shown, Settings settings, double rival = .1) =>
        LawRunner.Check(LawBook.Of(typeof(Sometimes)).Single(), new Sometimes { ShownOn = shown, OfTheRival = rival }, settings);

    /// <summary>Shown on the first replicates only; on none, and diverging, below zero.</summary>
    [Planted]
    [Chapter("Of each kind")]
    sealed class Sometimes
    {
        public int ShownOn { get; init; }

        public double OfTheRival { get; init; }

        /// <summary>On its first replicate.</summary>
        public ulong RivalShowsItOnSeed { get; init; }

        [Phenomenon("H36", "s > 0", Source = "nobody", Given = "some seeds", Within = nameof(ByAHalf), Seeds = 5)]
        public Measurement The_statistic_lies_above_zero(Replicate replicate) =>
            ShownOn < 0 ? throw new DivergedException("norm", 29, double.NaN) : Lies(replicate.Index < ShownOn ? 1 : 0);

        [Rival(nameof(The_statistic_lies_above_zero), "the dull explanation")]
        public Measurement The_dull_explanation_does_not(Replicate replicate) =>
            Lies(replicate.Index == 0 && replicate.Seed == RivalShowsItOnSeed ? 1 : OfTheRival);

        static Rule ByAHalf => Margin.Of(.5, "as an example");

        static Measurement Lies(double statistic) => Measure.Above("s", statistic, "null", 0);
    }
}
