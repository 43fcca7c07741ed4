namespace Dynamics.Training;

/// <summary>How far a run is.</summary>
/// <param name="Step">Steps so far.</param>
/// <param name="LastStep">The step at which it will stop.</param>
/// <param name="Loss">Before the latest step.</param>
/// <param name="TimeLeft">What is left, at the pace so far.</param>
public readonly record struct TrainingProgress(int Step, int LastStep, double Loss, TimeSpan TimeLeft);
