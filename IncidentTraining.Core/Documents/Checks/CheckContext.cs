using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Runbooks;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>The input of a check.</summary>
/// <param name="Shape">The section's form and outline.</param>
/// <param name="Section">Its contents.</param>
/// <param name="Today">The current date in the class's time zone.</param>
/// <param name="People">Names of the members of the class, to distinguish a name from a word.</param>
/// <param name="Shop">The practice shop's vocabulary, for steps that are to be executed there; null when there is none.</param>
public sealed record CheckContext(
    SectionShape Shape,
    SectionBody Section,
    DateOnly Today,
    IReadOnlyList<string> People,
    IShopWords? Shop = null
)
{
    private readonly Lazy<string> _ownWords = new(() => SectionText.OwnWords(Section.Text));

    /// <summary>The text without code and quotations; every character keeps its position.</summary>
    public string OwnWords => _ownWords.Value;

    internal Finding Find(string checkId, string excerpt, string problem, string better) =>
        new(checkId, Shape.Id, excerpt, problem, better);
}
