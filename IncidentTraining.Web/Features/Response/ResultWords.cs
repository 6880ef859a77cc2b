using IncidentTraining.Core.Assessment;

namespace IncidentTraining.Web.Features.Response;

/// <summary>The words in which the marks of a result are shown.</summary>
public static class ResultWords
{
    /// <summary>The words for a mark.</summary>
    public static string Of(ResultMark mark) => mark.Title();
}
