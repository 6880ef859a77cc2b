using IncidentTraining.Core.People;

namespace IncidentTraining.Web.Features.Runs.Catalogue;

/// <summary>
/// A part that another area adds to the labs on their page, because this area must not depend on it. The component has the parameters
/// <c>Actor</c>, <c>Class</c> and <c>PageId</c>, and renders nothing for other labs.
/// </summary>
/// <param name="Component">The type of the component.</param>
public sealed record LabExtra(Type Component)
{
    /// <summary>The component's parameters for a lab.</summary>
    public IDictionary<string, object> ParametersOf(Actor actor, MyClass shown, string pageId) =>
        new Dictionary<string, object>
        {
            ["Actor"] = actor,
            ["Class"] = shown,
            ["PageId"] = pageId,
        };
}
