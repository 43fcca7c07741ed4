namespace Dynamics.Numerics;

/// <summary>A running sum that carries its own rounding error (Neumaier 1974): error 2 u |sum| + O(n u^2) sum |x|.</summary>
internal struct CompensatedSum
{
    private double sum, lost;

    public void Add(double x)
    {
        double next = sum + x;
        lost += Math.Abs(sum) >= Math.Abs(x) ? sum - next + x : x - next + sum;
        sum = next;
    }

    public readonly double Total => sum + lost;
}
