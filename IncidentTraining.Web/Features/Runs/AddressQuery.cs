using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace IncidentTraining.Web.Features.Runs;

/// <summary>
/// Reads the address where a panel needs it. The framework's own way, a parameter supplied from the query, ends the circuit
/// when a navigation takes such a component off the page: it leaves the list of those to be told while they are being told.
/// </summary>
internal static class AddressQuery
{
    /// <summary>A value of the query; null when it is not there.</summary>
    public static string? QueryValue(this NavigationManager navigation, string name) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(name, out var value) ? value.ToString() : null;
}
