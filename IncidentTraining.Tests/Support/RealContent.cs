using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;

namespace IncidentTraining.Tests.Support;

/// <summary>The repository's own <c>content/</c>, found from the test's folder upwards.</summary>
public static class RealContent
{
    public const string DayId = "day-4-incident-response";

    public static string Directory { get; } = Find();

    public static CurriculumLibrary Library() => new(new ContentFolder(Directory, TimeProvider.System), new EveryAddress());

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "content", "days");
            if (System.IO.Directory.Exists(candidate))
            {
                return Path.GetDirectoryName(candidate)!;
            }
        }

        throw new DirectoryNotFoundException("There is no folder content/days above the tests.");
    }

    /// <summary>Accepts any address of the portal as existing; the host's tests check the portal itself.</summary>
    private sealed class EveryAddress : IPortalAddresses
    {
        public bool Exists(string path) => true;
    }
}
