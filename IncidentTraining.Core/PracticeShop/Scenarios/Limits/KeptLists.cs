using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>The product lists that are kept in Redis, because reading one from the database takes long.</summary>
public sealed record KeptLists
{
    const int MostLists = 10_000;

    static readonly TimeSpan ShortestLoad = TimeSpan.FromMilliseconds(1),
        LongestLoad = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ShortestKept = TimeSpan.FromSeconds(10),
        LongestKept = TimeSpan.FromHours(24);

    /// <summary>How many different lists there are: pages of the catalogue in all orders. All are asked for alike.</summary>
    public int Lists { get; init; } = 240;

    /// <summary>How long a list is kept.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Median time that the database works on a list that is not kept.</summary>
    public TimeSpan Load { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Reads them; null when the shop keeps none.</summary>
    internal static KeptLists? Read(YamlMap shop)
    {
        if (shop.Map("kept-lists") is not { } map)
            return null;
        var usual = new KeptLists();
        return new KeptLists
        {
            Lists = map.OptionalInt("lists", 1, MostLists) ?? usual.Lists,
            KeptFor = Within(map, "kept-for", usual.KeptFor, ShortestKept, LongestKept),
            Load = Within(map, "load", usual.Load, ShortestLoad, LongestLoad),
        };
    }

    static TimeSpan Within(YamlMap map, string key, TimeSpan usual, TimeSpan shortest, TimeSpan longest)
    {
        var time = map.OptionalDuration(key) ?? usual;
        if (time < shortest || time > longest)
            map.Report(
                key,
                $"The time of '{key}' is too short or too long",
                $"Choose between {shortest.TotalMilliseconds:0}ms and {longest.TotalSeconds:0}s"
            );
        return time;
    }
}
