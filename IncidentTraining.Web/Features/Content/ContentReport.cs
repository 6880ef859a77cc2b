using IncidentTraining.Core.Content;

namespace IncidentTraining.Web.Features.Content;

/// <summary>Collects the content problems of all rooms, ordered by file and line.</summary>
internal sealed class ContentReport(IEnumerable<IContentRoom> rooms)
{
    public IReadOnlyList<ContentProblem> Check() =>
        [
            .. rooms
                .SelectMany(room => room.Check())
                .Distinct()
                .OrderBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line),
        ];
}
