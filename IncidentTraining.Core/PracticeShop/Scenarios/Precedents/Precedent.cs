namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>A real outage on which a root cause is based. It is shown only together with the true cause.</summary>
/// <param name="Title">Who was affected, and when.</param>
/// <param name="Told">What happened there, and what the root cause does and does not share with it.</param>
/// <param name="Source">Author, title and publisher of the report.</param>
/// <param name="Address">The web address of the report, with <c>https</c>.</param>
public sealed record Precedent(string Title, string Told, string Source, string Address)
{
    /// <summary>The longest story, in characters: a paragraph.</summary>
    public const int MostCharacters = 1200;
}
