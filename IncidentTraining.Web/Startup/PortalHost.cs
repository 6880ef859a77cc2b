namespace IncidentTraining.Web.Startup;

internal static class PortalHost
{
    /// <summary>
    /// Builds from the project's folder under <c>dotnet run</c>, and from the folder of the published files otherwise,
    /// so that the portal can be started from any directory and always finds the same data.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var startedInTheProject = File.Exists("appsettings.json");
        return WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = startedInTheProject ? null : AppContext.BaseDirectory,
        });
    }
}
