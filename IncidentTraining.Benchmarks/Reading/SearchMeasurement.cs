using System.Diagnostics;
using System.Globalization;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;

namespace IncidentTraining.Benchmarks.Reading;

/// <summary>Time of one search over a day's texts, its glossary and the practice shop's source, by the clock.</summary>
static class SearchMeasurement
{
    const string Day = "day-4-incident-response";
    const int Repetitions = 200;

    public static void Run(string contentDirectory)
    {
        using var folder = new ContentFolder(contentDirectory, TimeProvider.System);
        var library = new CurriculumLibrary(folder, new EveryAddress());
        var begun = Stopwatch.GetTimestamp();
        library.Search(Day, "incident", Audience.Trainee);
        Console.WriteLine(
            string.Format(
                CultureInfo.InvariantCulture,
                "reading the content and building the index  {0,8:0} ms",
                Stopwatch.GetElapsedTime(begun).TotalMilliseconds
            )
        );

        foreach (
            var query in (string[])
                ["latency", "incident", "severity levels", "blamless", "conection pool exhausted", "w", "the of and", "xqzvkjw"]
        )
        {
            var times = Enumerable
                .Range(0, Repetitions)
                .Select(_ =>
                {
                    var started = Stopwatch.GetTimestamp();
                    library.Search(Day, query, Audience.Trainee);
                    return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                })
                .Order()
                .ToList();
            Console.WriteLine(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0,-26}  median {1,6:0.00} ms   95 of 100 within {2,6:0.00} ms",
                    query,
                    times[Repetitions / 2],
                    times[Repetitions * 95 / 100]
                )
            );
        }
    }

    /// <summary>Links into the portal are not measured.</summary>
    sealed class EveryAddress : IPortalAddresses
    {
        public bool Exists(string path) => true;
    }
}
