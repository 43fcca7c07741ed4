using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Dynamics.Specs.Laws;

/// <summary>Marks a class of laws that are planted to try the harness on: NUnit runs none of them, and no book lists them.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class PlantedAttribute : NUnitAttribute, IFixtureBuilder
{
    IEnumerable<TestSuite> IFixtureBuilder.BuildFrom(ITypeInfo typeInfo) => [new TestSuite(typeInfo)];
}
