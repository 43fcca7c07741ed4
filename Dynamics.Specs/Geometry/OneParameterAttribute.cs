using Dynamics.Specs.Laws;

namespace Dynamics.Specs.Geometry;

/// <summary>A family with one parameter: laws about directions and about charts that bend have nothing to measure.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneParameterAttribute() : DoesNotApplyAttribute(
    [
        nameof(BernoulliLaws.In_a_new_chart_the_Fisher_information_changes_as_a_metric_does),
        nameof(BernoulliLaws.A_natural_gradient_step_is_nearly_the_same_in_every_smooth_chart),
        nameof(BernoulliLaws.Paths_of_natural_gradient_descent_approach_each_other),
        nameof(BernoulliLaws.The_natural_gradient_flow_is_the_same_in_every_smooth_chart),
        nameof(BernoulliLaws.The_natural_gradient_is_the_steepest_descent_on_small_spheres_of_divergence),
        nameof(BernoulliLaws.The_stationary_point_next_to_the_natural_gradient_step_is_a_strict_local_minimum_on_the_sphere),
    ],
    "one parameter: a Jacobian is its own transpose, the charts that are drawn shear one coordinate by another, and there is one "
        + "direction");
