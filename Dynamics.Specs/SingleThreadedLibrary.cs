using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace Dynamics.Specs;

/// <summary>
/// Laws run side by side, one a processor: what threads of its own the library starts for a small product only wait for each other.
/// </summary>
static class SingleThreadedLibrary
{
    [ModuleInitializer]
    internal static void Use() => Control.UseSingleThread();
}
