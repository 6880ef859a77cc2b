using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Runbooks;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>What a check is given to look at.</summary>
/// <param name="Shape">The section's form and outline.</param>
/// <param name="Section">What stands in it.</param>
/// <param name="Today">Today in the class's time zone.</param>
/// <param name="People">Names of the people of the class, so that a name can be told from a word.</param>
/// <param name="Shop">The words of the practice shop, for steps that are to be run there; null where there is none.</param>
public sealed record CheckContext(
    SectionShape Shape,
    SectionBody Section,
    DateOnly Today,
    IReadOnlyList<string> People,
    IShopWords? Shop = null
)
{
    private readonly Lazy<string> _ownWords = new(() => SectionText.OwnWords(Section.Text));

    /// <summary>The text without code and quotations; every character at the place where it stands in the text.</summary>
    public string OwnWords => _ownWords.Value;

    internal Finding Find(string checkId, string excerpt, string problem, string better) =>
        new(checkId, Shape.Id, excerpt, problem, better);
}
