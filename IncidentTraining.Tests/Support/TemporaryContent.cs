using IncidentTraining.Core.Content;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Support;

/// <summary>A content directory of its own for one test, on the real file system; removed at the end.</summary>
public sealed class TemporaryContent : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("incident-training-content-");

    public TemporaryContent() => Folder = new ContentFolder(_directory.FullName, Time);

    public FakeTimeProvider Time { get; } = new();

    public ContentFolder Folder { get; }

    /// <summary>Saves a file and waits, on the test's clock, until the folder is certain to check again.</summary>
    public TemporaryContent Save(string path, string text)
    {
        Write(path, full => File.WriteAllText(full, text));
        return this;
    }

    public TemporaryContent Save(string path, byte[] bytes)
    {
        Write(path, full => File.WriteAllBytes(full, bytes));
        return this;
    }

    public void Remove(string path)
    {
        File.Delete(Folder.FullPath(path));
        Time.Advance(ContentFolder.LookAgainAfter);
    }

    public void Dispose()
    {
        Folder.Dispose();
        _directory.Delete(recursive: true);
    }

    private void Write(string path, Action<string> write)
    {
        var full = Folder.FullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        write(full);
        Time.Advance(ContentFolder.LookAgainAfter);
    }
}
