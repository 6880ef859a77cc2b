namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>What the export tells.</summary>
interface IExportReports
{
    /// <summary>Rows were given out.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="address">Where to.</param>
    /// <param name="key">The key that the request had; empty for none.</param>
    void Read(int rows, string address, string key);

    /// <summary>A read was refused.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="key">The key that the request had; empty for none.</param>
    void Refused(int status, string address, string key);

    /// <summary>The access log of an instance went with its process.</summary>
    void LogGone(string instance, int lines);
}
