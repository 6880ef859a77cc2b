using System.Globalization;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Runs;

/// <summary>The time range of all views: charts, logs and traces. It is in the address.</summary>
/// <param name="From">Its first virtual second; negative in the hour before the run.</param>
/// <param name="To">Its last virtual second, which is after the first.</param>
public sealed record TimeRange(int From, int To)
{
    /// <summary>How far logs and traces around a moment extend, in virtual seconds before and after it.</summary>
    private const int Around = 10;

    /// <summary>In words, for example <c>19:02:10 to 19:03:40 UTC</c>.</summary>
    public string Words(ShopClock clock) => clock.Stretch(Start, End);

    /// <summary>When it begins, from the start of the run.</summary>
    public TimeSpan Start => TimeSpan.FromSeconds(From);

    /// <summary>When it ends, from the start of the run; includes the last second.</summary>
    public TimeSpan End => TimeSpan.FromSeconds(To + 1) - TimeSpan.FromTicks(1);

    /// <summary>Its part of an address.</summary>
    public string Query => string.Create(CultureInfo.InvariantCulture, $"&from={From}&to={To}");

    /// <summary>The range around a moment, in virtual seconds.</summary>
    public static TimeRange At(int second) => new(Math.Max(ShopSimulation.FirstSecond, second - Around), second + Around);

    /// <summary>
    /// Parses the two parts of an address; null unless both are present and form a range of a run or of the hour before it.
    /// </summary>
    public static TimeRange? Of(string? from, string? to) =>
        int.TryParse(from, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(to, CultureInfo.InvariantCulture, out var last)
        && first >= ShopSimulation.FirstSecond
        && last > first
        && last <= TimeSpan.FromDays(1).TotalSeconds
            ? new TimeRange(first, last)
            : null;

    /// <summary>The range in the address; null for the whole run.</summary>
    public static TimeRange? Of(NavigationManager navigation) => Of(navigation.QueryValue("from"), navigation.QueryValue("to"));

    /// <summary>Whether an event at a time lies within it.</summary>
    public bool Has(TimeSpan at) => at >= Start && at <= End;

    /// <summary>The address with or without this range, and with other parts.</summary>
    public static string Address(NavigationManager navigation, TimeRange? range, params (string Name, object? Value)[] parts)
    {
        var query = parts.ToDictionary(part => part.Name, part => part.Value);
        (query["from"], query["to"]) = (range?.From, range?.To);
        return navigation.GetUriWithQueryParameters(query);
    }
}
