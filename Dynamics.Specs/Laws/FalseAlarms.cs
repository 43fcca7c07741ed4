namespace Dynamics.Specs.Laws;

/// <summary>The chance that a run calls some law violated or undecided though all hold.</summary>
public sealed record FalseAlarms(double Budget, double Spent)
{
    public const double WholeBudget = 1e-6;

    /// <summary>What one law may spend: its alpha, and a part for each share that it claims.</summary>
    public static double Of(LawDeclaration law) => law.DoesNotApply is not null ? 0 : law.Law.Alpha + law.Law.ShareAlpha * Shares(law);

    /// <summary>
    /// Power, tightness and resolution of a law; the share of seeds of a phenomenon; and each falsifier that may escape now and then.
    /// </summary>
    static int Shares(LawDeclaration law) =>
        law.Breaks is not null ? 1
        : (law.Law is PhenomenonAttribute ? 1 : 3) + law.Falsifiers.Count(falsifier => falsifier.Falsifier.LeastShare < 1);
}
