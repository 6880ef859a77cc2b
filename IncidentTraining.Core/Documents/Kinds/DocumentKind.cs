using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Kinds;

/// <summary>A kind of document as <c>content/document-kinds</c> describes it: a post-incident review, a runbook and so on.</summary>
/// <param name="Id">Identifies the kind in rows and addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Summary">What it is for, in a sentence or two.</param>
/// <param name="RubricId">The rubric under <c>content/rubrics</c> by which it is graded.</param>
/// <param name="Serves">The labs and exercises whose work is written down in it.</param>
/// <param name="Sections">Its sections, in the order in which they are read.</param>
public sealed record DocumentKind(
    string Id, string Title, string Summary, string RubricId, IReadOnlyList<string> Serves, IReadOnlyList<SectionShape> Sections)
{
    /// <summary>The section with steps that can be run; null when the kind has none.</summary>
    public SectionShape? StepsSection => Sections.FirstOrDefault(section => section.Form is SectionForm.Steps);

    /// <summary>The section with the id; null when the kind has none.</summary>
    public SectionShape? Section(string id) => Sections.FirstOrDefault(section => section.Id == id);
}

/// <summary>What is written in a section, and with which help.</summary>
/// <param name="Id">Identifies the section within its kind.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Guidance">What belongs into it; markdown.</param>
/// <param name="Form">Which form it is written in.</param>
/// <param name="Required">Whether the document cannot be submitted without it.</param>
/// <param name="Outline">An outline with gaps to begin from; empty when there is none.</param>
/// <param name="Checks">Ids of the checks that look at its text; see <see cref="Checks.CheckCatalogue"/>.</param>
/// <param name="Audience">For a message, who reads it; empty when that is left open.</param>
/// <param name="Channels">For a message, the ways on which it is sent.</param>
/// <param name="Links">Ids of the kinds of document that a writer may link here from what they have written.</param>
/// <param name="Question">What a classmate who comments on the section is asked; a general question when the content asks none.</param>
public sealed record SectionShape(
    string Id, string Title, string Guidance, SectionForm Form, bool Required, string Outline, IReadOnlyList<string> Checks,
    string Audience = "", IReadOnlyList<MessageChannel>? Channels = null, IReadOnlyList<string>? Links = null, string Question = SectionShape.UsualQuestion)
{
    /// <summary>The question where the content asks none.</summary>
    public const string UsualQuestion = "What would you still need to know to act on this?";

    /// <summary>Whether a section says something: a text that is more than the outline, or an action item.</summary>
    public bool IsFilledBy(SectionBody section) => Form is SectionForm.ActionItems
        ? section.ActionItems.Any(item => !item.IsEmpty)
        : section.Text.Trim() is { Length: > 0 } text && text != Outline.Trim();
}

/// <summary>The form in which a section is written.</summary>
public enum SectionForm
{
    /// <summary>Free text in markdown.</summary>
    Markdown,

    /// <summary>A message to somebody, written in markdown and shown as they would read it.</summary>
    Message,

    /// <summary>Steps that can be run, one on each line; see <see cref="Runbooks.RunbookSteps"/>.</summary>
    Steps,

    /// <summary>A table of action items with owner, follow-up date, kind and priority.</summary>
    ActionItems,
}

/// <summary>A way on which a message reaches its readers, with what it can carry.</summary>
public enum MessageChannel
{
    /// <summary>The public status page: markdown, of any length.</summary>
    StatusPage,

    /// <summary>An e-mail: its first line is the subject.</summary>
    Email,

    /// <summary>The team's chat: plain text.</summary>
    Chat,

    /// <summary>A text message to telephones: plain text of at most 160 characters.</summary>
    Sms,
}
