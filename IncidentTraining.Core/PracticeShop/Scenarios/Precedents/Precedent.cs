namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>A real outage after which a root cause is made. It is shown only where the true cause is.</summary>
/// <param name="Title">Who had it, and when.</param>
/// <param name="Told">What happened there, and what the root cause shares with it and what not.</param>
/// <param name="Source">Author, title and publisher of the report.</param>
/// <param name="Address">The web address of the report, with <c>https</c>.</param>
public sealed record Precedent(string Title, string Told, string Source, string Address)
{
    /// <summary>The longest story, in characters: a paragraph.</summary>
    public const int MostCharacters = 1200;
}
