using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.Reviews.News;

/// <summary>A note on every page of a person.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="Address">The address of further details.</param>
public sealed record NewsNote(string Text, string Address)
{
    /// <summary>The texts about a document's decision.</summary>
    public static NewsNote Of(ReviewNews news)
    {
        var title = news.Title.Length > 0 ? $"“{news.Title}”" : "Your untitled document";
        var text = news.Kind switch
        {
            ReviewNewsKind.Returned => $"{title} was returned with comments.",
            ReviewNewsKind.GradeChanged => $"{title} has a new grade.",
            _ => $"{title} was accepted and graded.",
        };
        return new NewsNote(text, DocumentPaths.One(news.DocumentId));
    }
}
