using IncidentTraining.Core.Curriculum;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>Other ways to a page: by the name of its file, as the specification links to it, and by the day's beginning.</summary>
internal static class CurriculumEndpoints
{
    public static void MapCurriculumEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapGet("/learn/{dayId}/{name}.md", (string dayId, string name, CurriculumLibrary library) =>
            library.FindPageByFileName(dayId, name + ".md") is { } page ? Results.LocalRedirect(page.Path) : Results.NotFound());
        app.MapGet("/learn/{file}.md", (string file, CurriculumLibrary library) =>
            library.FindDay(file) is { } day ? Results.LocalRedirect(day.Path) : Results.NotFound());
        app.MapGet("/learn", (CurriculumLibrary library) =>
            library.Days is [var first, ..] ? Results.LocalRedirect(first.Path) : Results.NotFound());
    }
}
