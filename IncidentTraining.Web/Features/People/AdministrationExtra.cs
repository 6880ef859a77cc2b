using IncidentTraining.Core.People;

namespace IncidentTraining.Web.Features.People;

/// <summary>
/// A part that another area adds to the administrators' page, because this area must not depend on it. The component has the parameter
/// <c>Actor</c>.
/// </summary>
/// <param name="Component">The type of the component.</param>
public sealed record AdministrationExtra(Type Component)
{
    /// <summary>The component's parameters.</summary>
    public IDictionary<string, object> ParametersOf(Actor actor) => new Dictionary<string, object> { ["Actor"] = actor };
}
