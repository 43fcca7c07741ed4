namespace Dynamics.Specs.Laws;

/// <summary>Says that inherited laws have nothing to measure on this fixture's model, and why.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public class DoesNotApplyAttribute : Attribute
{
    public DoesNotApplyAttribute(string law, string reason)
        : this([law], reason)
    {
    }

    protected DoesNotApplyAttribute(string[] laws, string reason) => (Laws, Reason) = (laws, reason);

    public IReadOnlyList<string> Laws { get; }

    public string Reason { get; }
}
