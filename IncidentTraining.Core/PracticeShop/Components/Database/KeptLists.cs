namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>The product lists that are kept in Redis, because reading one from the database takes long.</summary>
public sealed record KeptLists
{
    /// <summary>How many different lists there are: pages of the catalogue in all orders. All are asked for alike.</summary>
    public int Lists { get; init; } = 240;

    /// <summary>How long a list is kept.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Median time that the database works on a list that is not kept.</summary>
    public TimeSpan Load { get; init; } = TimeSpan.FromMilliseconds(500);
}
