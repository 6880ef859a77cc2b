namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>A page rendered for an audience.</summary>
/// <param name="Html">The body below the page's title; safe to send.</param>
/// <param name="Outline">The level-2 and level-3 headings, in order.</param>
/// <param name="Sections">The text by headings, for search.</param>
/// <param name="HasCode">Whether it contains code to highlight.</param>
/// <param name="HasDiagrams">Whether it contains diagrams to draw.</param>
/// <param name="Answers">Model answers that are not in <paramref name="Html"/>, by id. Show them only to people who have given an
/// answer.</param>
/// <param name="Hash">SHA-256 of <paramref name="Html"/>, for entity tags.</param>
public sealed record RenderedPage(
    string Html,
    IReadOnlyList<OutlineHeading> Outline,
    IReadOnlyList<PageSection> Sections,
    bool HasCode,
    bool HasDiagrams,
    IReadOnlyDictionary<string, string> Answers,
    string Hash
)
{
    /// <summary><see cref="Html"/> split at the placeholders of parts that differ between readers.</summary>
    public IReadOnlyList<PagePart> Parts { get; } = PagePart.Divide(Html);
}

/// <summary>A heading on a page.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Text">The heading in plain text.</param>
public sealed record OutlineHeading(int Level, string Id, string Text);

/// <summary>The text from one heading to the next.</summary>
/// <param name="Heading">The heading's text; empty before the first heading.</param>
/// <param name="Anchor">The heading's anchor; empty before the first heading.</param>
/// <param name="Text">The text, in plain text.</param>
public sealed record PageSection(string Heading, string Anchor, string Text);
