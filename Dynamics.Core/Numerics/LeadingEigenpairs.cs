using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>The largest eigenvalues of a symmetric operator.</summary>
/// <param name="Values">In falling order.</param>
/// <param name="Vectors">n x their number, of length 1, in the same order.</param>
public sealed record LeadingEigenpairs(Vector<double> Values, Matrix<double> Vectors);
