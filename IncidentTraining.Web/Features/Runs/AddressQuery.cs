using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace IncidentTraining.Web.Features.Runs;

/// <summary>
/// Reads the address when a panel needs it. The framework's own way, a parameter supplied from the query, ends the circuit when a
/// navigation removes such a component from the page: it leaves the list of subscribers while that list is being iterated.
/// </summary>
internal static class AddressQuery
{
    /// <summary>A value of the query; null when it is missing.</summary>
    public static string? QueryValue(this NavigationManager navigation, string name) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(name, out var value) ? value.ToString() : null;
}
