using Microsoft.Data.Sqlite;

namespace IncidentTraining.Tests.Support;

/// <summary>A folder for one test, gone afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("incident-training-").FullName;

    public void Dispose()
    {
        // The test host disposes twice, and pooled connections hold the file open.
        if (Directory.Exists(Path))
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Path, recursive: true);
        }
    }
}
