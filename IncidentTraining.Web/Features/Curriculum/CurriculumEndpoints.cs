using IncidentTraining.Core.Curriculum;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>
/// Additional routes: pages by file name, as the specification links to them, and the start of a day; and the images and other files stored
/// with the pages.
/// </summary>
internal static class CurriculumEndpoints
{
    // An image from a third party must not run scripts in the portal's origin, even when opened directly.
    private const string PolicyForFiles = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    public static void MapCurriculumEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapGet("/learn/{dayId}/{name}.md", (string dayId, string name, CurriculumLibrary library) =>
            library.FindPageByFileName(dayId, name + ".md") is { } page ? Results.LocalRedirect(page.Path) : Results.NotFound()
        );
        app.MapGet("/learn/{file}.md", (string file, CurriculumLibrary library) =>
            library.FindDay(file) is { } day ? Results.LocalRedirect(day.Path) : Results.NotFound()
        );
        app.MapGet("/learn", (CurriculumLibrary library) =>
            library.Days is [var first, ..] ? Results.LocalRedirect(first.Path) : Results.NotFound()
        );
        app.MapGet("/learn/files/{**path}", (string path, HttpContext context, CurriculumLibrary library) =>
        {
            if (library.FindFile(path) is not { } found)
            {
                return Results.NotFound();
            }

            context.Response.Headers.ContentSecurityPolicy = PolicyForFiles;
            context.Response.Headers.CacheControl = "private, no-cache";
            return Results.File(
                found.FullPath,
                found.File.MediaType,
                lastModified: new DateTimeOffset(File.GetLastWriteTimeUtc(found.FullPath))
            );
        });
    }
}
