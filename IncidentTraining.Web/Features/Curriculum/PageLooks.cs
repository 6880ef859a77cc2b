using IncidentTraining.Core.Curriculum;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>The label and icon of each kind of page.</summary>
internal static class PageLooks
{
    public static string NameOf(PageKind kind) =>
        kind switch
        {
            PageKind.NextSteps => "Next steps",
            PageKind.OtherDay => "Another day",
            PageKind.Objectives => "Learning objectives",
            PageKind.Page => "Overview",
            _ => kind.ToString(),
        };

    public static string IconOf(PageKind kind) =>
        kind switch
        {
            PageKind.Lab => "flask",
            PageKind.Exercise or PageKind.Template => "document",
            PageKind.Session => "clock",
            PageKind.Objectives or PageKind.NextSteps => "flag",
            PageKind.Assessment => "question",
            PageKind.Collection => "flask",
            _ => "book",
        };

    /// <summary>Whether the page is listed below the preceding overview page in the contents.</summary>
    public static bool IsPartOfAnother(PageKind kind) =>
        kind is PageKind.Exercise or PageKind.Concept or PageKind.Collection or PageKind.OtherDay or PageKind.Template;
}
