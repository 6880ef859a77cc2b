using IncidentTraining.Core.Assessment;

namespace IncidentTraining.Web.Features.Response;

/// <summary>The words and icons for the marks of a result.</summary>
public static class ResultWords
{
    /// <summary>The words for a mark.</summary>
    public static string Of(ResultMark mark) => mark.Title();
}
