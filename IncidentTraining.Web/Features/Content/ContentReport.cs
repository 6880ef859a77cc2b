using IncidentTraining.Core.Content;

namespace IncidentTraining.Web.Features.Content;

/// <summary>The problems of all rooms that read content, in the order of files and lines.</summary>
internal sealed class ContentReport(IEnumerable<IContentRoom> rooms)
{
    public IReadOnlyList<ContentProblem> Check() =>
        [.. rooms.SelectMany(room => room.Check()).Distinct().OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)];
}
