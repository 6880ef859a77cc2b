using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents;

/// <summary>A kind of document as defined in <c>content/document-kinds</c>, such as a post-incident review or a runbook.</summary>
/// <param name="Id">Identifies the kind in rows and addresses.</param>
/// <param name="Title">The display name.</param>
/// <param name="Summary">The purpose, in one or two sentences.</param>
/// <param name="RubricId">The rubric under <c>content/rubrics</c> for grading it.</param>
/// <param name="Serves">The labs and exercises that produce this document.</param>
/// <param name="Sections">The sections in order.</param>
public sealed record DocumentKind(
    string Id,
    string Title,
    string Summary,
    string RubricId,
    IReadOnlyList<string> Serves,
    IReadOnlyList<SectionShape> Sections
)
{
    /// <summary>The section with executable steps; null when the kind has none.</summary>
    public SectionShape? StepsSection => Sections.FirstOrDefault(section => section.Form is SectionForm.Steps);

    /// <summary>Returns the section with the id; null when the kind has none.</summary>
    public SectionShape? Section(string id) => Sections.FirstOrDefault(section => section.Id == id);
}

/// <summary>A section of a document kind.</summary>
/// <param name="Id">Identifies the section within its kind.</param>
/// <param name="Title">The heading.</param>
/// <param name="Guidance">What to write in it, in Markdown.</param>
/// <param name="Required">Whether it must be filled in before submission.</param>
/// <param name="Outline">An outline with placeholders to start from; empty when there is none.</param>
/// <param name="Checks">Ids of the checks for its text; see <see cref="Checks.CheckCatalogue"/>.</param>
/// <param name="Audience">For a message, its readers; empty when not specified.</param>
/// <param name="Channels">For a message, the channels it is sent on.</param>
/// <param name="Links">Ids of the document kinds that a writer can link here from their own documents.</param>
/// <param name="Question">The question for classmates who comment on the section; a general one when the content has none.</param>
public sealed record SectionShape(
    string Id,
    string Title,
    string Guidance,
    SectionForm Form,
    bool Required,
    string Outline,
    IReadOnlyList<string> Checks,
    string Audience = "",
    IReadOnlyList<MessageChannel>? Channels = null,
    IReadOnlyList<string>? Links = null,
    string Question = SectionShape.UsualQuestion
)
{
    /// <summary>The default question.</summary>
    public const string UsualQuestion = "What would you still need to know to act on this?";

    /// <summary>Whether a section has content: a text beyond the outline, or an action item.</summary>
    public bool IsFilledBy(SectionBody section) =>
        Form is SectionForm.ActionItems
            ? section.ActionItems.Any(item => !item.IsEmpty)
            : section.Text.Trim() is { Length: > 0 } text && text != Outline.Trim();
}

/// <summary>The form of a section.</summary>
public enum SectionForm
{
    /// <summary>Free text in Markdown.</summary>
    Markdown,

    /// <summary>A message in Markdown, with a preview as its readers would see it.</summary>
    Message,

    /// <summary>Executable steps, one per line; see <see cref="Runbooks.RunbookSteps"/>.</summary>
    Steps,

    /// <summary>A table of action items with owner, follow-up date, kind and priority.</summary>
    ActionItems,
}

/// <summary>A channel for messages, with its limits.</summary>
public enum MessageChannel
{
    /// <summary>The public status page: Markdown of any length.</summary>
    StatusPage,

    /// <summary>An e-mail; its first line is the subject.</summary>
    Email,

    /// <summary>The team's chat: plain text.</summary>
    Chat,

    /// <summary>A text message (SMS): plain text of at most 160 characters.</summary>
    Sms,
}
