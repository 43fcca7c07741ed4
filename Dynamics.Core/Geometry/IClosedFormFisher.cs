using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>A model whose Fisher information has a formula: the textbook's value to compare computations with.</summary>
public interface IClosedFormFisher : IStatisticalModel
{
    /// <summary>F(theta), P x P, of one outcome.</summary>
    Matrix<double> ClosedFormFisher(Vector<double> parameters);
}
