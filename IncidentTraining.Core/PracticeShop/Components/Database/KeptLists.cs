namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>The product lists that are cached in Redis, because reading one from the database takes long.</summary>
public sealed record KeptLists
{
    /// <summary>Number of different lists: pages of the catalogue in all sort orders. All are requested equally often.</summary>
    public int Lists { get; init; } = 240;

    /// <summary>How long a list is cached.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Median time that the database needs for a list that is not cached.</summary>
    public TimeSpan Load { get; init; } = TimeSpan.FromMilliseconds(500);
}
